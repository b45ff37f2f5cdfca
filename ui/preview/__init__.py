"""The report as pages: preview, print and PDF."""
