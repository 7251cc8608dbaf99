"""What the log leaves out: the trace of our own code where the mistake is the asker's."""

import copy
import logging


class Brief(logging.Formatter):
    """One line a record, without its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        plain = copy.copy(record)
        plain.exc_info = plain.exc_text = plain.stack_info = None
        return super().format(plain)
