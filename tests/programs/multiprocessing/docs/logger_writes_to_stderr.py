# The logger of multiprocessing, with the name of the process in each line.
import logging
import multiprocessing

if __name__ == "__main__":
    logger = multiprocessing.log_to_stderr()
    logger.setLevel(logging.INFO)
    logger.warning("the stage is set")
    print(logger.name, logger is multiprocessing.get_logger(), logger.level)
    logger.setLevel(logging.ERROR)
    logger.info("not written")
