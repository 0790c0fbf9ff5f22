"""Four files are copied in four threads."""
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor

folder = tempfile.mkdtemp()
names = [os.path.join(folder, f"src{number}.txt") for number in range(1, 5)]
for name in names:
    with open(name, "w") as file:
        file.write(os.path.basename(name))
with ThreadPoolExecutor(max_workers=4) as executor:
    for name in names:
        executor.submit(shutil.copy, name, name.replace("src", "dest"))
print(sorted(os.listdir(folder)))
with open(names[2].replace("src", "dest")) as file:
    print(file.read())
shutil.rmtree(folder)
