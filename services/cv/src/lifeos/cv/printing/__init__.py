"""Documents in, files out: the page, the locked browser, the other formats and the ATS gate."""

from lifeos.cv.printing.blocks import block_file_name, print_blocks
from lifeos.cv.printing.browser import BrowserMissing, LockedBrowser, PrintFailed, find_chromium
from lifeos.cv.printing.files import file_name, print_files
from lifeos.cv.printing.page import cv_page

__all__ = [
    "BrowserMissing",
    "LockedBrowser",
    "PrintFailed",
    "block_file_name",
    "cv_page",
    "file_name",
    "find_chromium",
    "print_blocks",
    "print_files",
]
