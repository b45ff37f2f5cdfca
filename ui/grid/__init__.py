"""The official tables as editable grids."""
