"""The ATS gate: what the software that reads applications will find in the printed file.

Part A looks at the file's structure, B looks for every word of the document with four text extractors, C checks
the order of each job, D reads the fields back with a parser that does not know the template, F re-reads the Word
file. The rules and the measurements behind them: one column, plain headings, dates beside their employer.
"""

from lifeos.cv.printing.ats.gate import check_docx, check_pdf

__all__ = ["check_docx", "check_pdf"]
