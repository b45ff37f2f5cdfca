"""Chinese as offices write it: numerals and figures, dates, names of organs. Used by every other room."""
