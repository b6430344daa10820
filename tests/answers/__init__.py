"""Answers of learners to every exercise, right and wrong, for teachers to read too.

Each lesson's module has RIGHT = {exercise: [answer, …]} and WRONG = {exercise: [(answer, words),
…]}, where the words stand in the sentence that the learner must read.
"""
