"""How the program looks: colours, letters, icons, sizes that fit the screen. Knows no report."""
