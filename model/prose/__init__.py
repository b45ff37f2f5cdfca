"""Chinese figures in sentences, what they speak of, and live figures."""
