# Records as data classes: sorted in several ways, grouped, and counted.
from dataclasses import dataclass, field
from operator import attrgetter

@dataclass(order=True)
class Student:
    grade: float
    name: str = field(compare=False)
    age: int = 0

students = [Student((i * 7919 % 1000) / 10, f"s{i}", 18 + i % 9) for i in range(1500)]
by_grade = sorted(students)
by_age = sorted(students, key=lambda student: (student.age, -student.grade, student.name))
by_name = sorted(students, key=attrgetter("name"))
groups = {}
for student in students:
    groups.setdefault(student.age, []).append(student)
means = {age: sum(student.grade for student in group) / len(group) for age, group in groups.items()}
best = {age: max(group, key=lambda student: student.grade).name for age, group in groups.items()}
check = by_grade[0], by_age[-1], by_name[5], round(means[20], 3), best[21], students[3] == students[4]
