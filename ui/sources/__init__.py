"""Where figures come from: the register of applications, and the reports from below."""
