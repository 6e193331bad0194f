"""The offline learner: reads what a person says in English, Spanish or Portuguese and notes the facts, word for word."""

from lifeos.cv.learning.learner import Learned, learn

__all__ = ["Learned", "learn"]
