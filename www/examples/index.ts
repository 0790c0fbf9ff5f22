// The built-in examples: each program as it stands in the assignment, and what to look for in it.
import queueHello from "./1_queue_hello.py";
import fourProcesses from "./2_four_processes.py";
import fourThreads from "./3_four_threads.py";
import processLifecycle from "./4_process_lifecycle.py";
import poolSquare from "./5_pool_square.py";
import poolSteps from "./6_pool_steps.py";
import printNumbers from "./7_print_numbers.py";

export interface Example {
  /** What `example="…"` and `?example=…` name. */
  id: string;
  /** The number of the question that the program answers, with a letter where one question has two. */
  question: string;
  title: string;
  asks: string;
  /** Paragraphs; `code` stands between backticks. */
  explanation: string[];
  /** What to change and run again. */
  tryThis: string[];
  code: string;
}

export const examples: readonly Example[] = [
  {
    id: "1_queue_hello",
    question: "1",
    title: "A greeting through a queue",
    asks: "What is multiprocessing in Python, and why is it useful?",
    explanation: [
      "A process is a running program with memory of its own. `multiprocessing` starts further Python processes from your program, so that several can compute at the same moment on different processor cores. Each has its own interpreter and its own global interpreter lock, so none has to wait for another's.",
      "Nothing is shared by accident: the child receives a copy of its arguments, and what it wants to give back must be sent. Here it goes through a `Queue`. In the timeline, follow the arrow from the child's `put` to the parent's `get`.",
    ],
    tryThis: [
      "Put three greetings in the worker, and get three in the parent.",
      "Get one more than was put. What does the timeline show for the parent?",
    ],
    code: queueHello,
  },
  {
    id: "2_four_processes",
    question: "2a",
    title: "Four processes",
    asks: "How do multiprocessing and multithreading differ? First: processes.",
    explanation: [
      "With `multiprocessing` there are several processes, and each runs Python by itself: separate memory, a separate interpreter, a separate lock. Two of them can truly run at the same instant on two cores.",
      "That costs something: each process has to start, import the program and be handed its data. The timeline shows the price as the gap between the arrow from the parent and the child's first line. The order of the four lines is up to the system: each worker prints when it gets there.",
    ],
    tryThis: [
      "Give each worker a long loop, and see the four lanes fill side by side.",
      "Join each process straight after starting it. What becomes of the parallelism?",
    ],
    code: fourProcesses,
  },
  {
    id: "3_four_threads",
    question: "2b",
    title: "Four threads",
    asks: "How do multiprocessing and multithreading differ? Second: threads.",
    explanation: [
      "Threads live inside one process. They see the same variables, start at once and cost little. But one interpreter has one global interpreter lock, and only the thread that holds it runs Python: in the timeline they take turns on one lane.",
      "So threads suit programs that mostly wait (for a network, a file, a person), and processes suit programs that mostly compute. Because threads share their variables, they need a `Lock` where two of them change the same thing.",
    ],
    tryThis: [
      "Add `import time` and `time.sleep(0.5)` to the worker: four waits overlap and take half a second, not two.",
      "Replace the sleep by a long loop, and compare with four processes.",
    ],
    code: fourThreads,
  },
  {
    id: "4_process_lifecycle",
    question: "3",
    title: "Start one process and wait for it",
    asks: "Write a program that creates a process with the multiprocessing module.",
    explanation: [
      "`Process(target=worker)` only describes the work. `start()` makes the process; from then on parent and child run independently. `join()` makes the parent wait until the child has ended, which is why “Main process is done” is always the last line.",
      "The new process imports this very file to find `worker`. The line `if __name__ == '__main__':` keeps it from running the main part again, which would start another process, and so on.",
    ],
    tryThis: [
      "Remove `p.join()`. Which line comes first now, and why does the program still end after the child?",
      "Print `p.is_alive()` and `p.exitcode` before and after the join.",
    ],
    code: processLifecycle,
  },
  {
    id: "5_pool_square",
    question: "4",
    title: "A pool that squares numbers",
    asks: "What is a multiprocessing pool, and why is it used?",
    explanation: [
      "A `Pool` is a fixed crew of worker processes that are started once and then given one task after another. You hand it a function and a list of inputs; it deals the inputs out and puts the results back in their order.",
      "Starting a process costs far more than squaring a number, so for a thousand inputs a crew of four that is kept busy beats a thousand processes. In the timeline, see who got which task, and who had nothing to do.",
    ],
    tryThis: [
      "Change `processes=4` to 1 and to 8, with a slower `square`.",
      "Use `pool.map(square, range(1000), chunksize=1)`, then `chunksize=100`. Count the arrows.",
    ],
    code: poolSquare,
  },
  {
    id: "6_pool_steps",
    question: "5",
    title: "A pool, step by step",
    asks: "How is a pool of worker processes made with the multiprocessing module?",
    explanation: [
      "Define the function at the top of the file, so that the workers can find it by name when they import the file. Make the pool inside the `__main__` guard. Hand out the work with `map`, or with `apply`, `map_async` or `apply_async` when you don't want to wait for all of it at once.",
      "`with` ends the pool when its block is left: the workers are told to stop at once. To let queued work finish first, call `pool.close()` and then `pool.join()`.",
    ],
    tryThis: [
      "Make `square` a `lambda`. The error says why it cannot travel to another process.",
      "Let `square(3)` raise `ValueError`. Where does the exception appear?",
    ],
    code: poolSteps,
  },
  {
    id: "7_print_numbers",
    question: "6",
    title: "Four processes, four numbers",
    asks: "Write a program that makes four processes, each of which prints a different number.",
    explanation: [
      "The loop starts all four before it waits for any, so they run side by side. A second loop then joins them one by one. The numbers travel as arguments: `args=(number,)`, and the comma matters, since `args` has to be a tuple.",
      "The lines may come in another order next time. That is no error: nothing in the program asks for an order. Only “All processes are done” is certain to be last.",
    ],
    tryThis: [
      "Run it a few times, and watch the order of the lanes and the lines.",
      "Make the order certain without losing the four processes: let each return its number through a `Queue`, and sort in the parent.",
    ],
    code: printNumbers,
  },
];

/** The example that `id` names; `queue-hello` and `1` find `1_queue_hello` as well. */
export function findExample(id: string): Example | undefined {
  const wanted = normalise(id);
  return examples.find((example) => {
    const full = normalise(example.id);
    return full === wanted || full.slice(2) === wanted || full.slice(0, 1) === wanted;
  });
}

function normalise(id: string): string {
  return id.trim().toLowerCase().replaceAll("-", "_").replace(/\.py$/, "");
}
