"""Deals of which only one can be had, where promises hold a "not": the answer-set part."""
