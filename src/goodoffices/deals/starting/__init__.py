"""What could start now and what could start together: the least and the greatest fixed point, and the reasons."""
