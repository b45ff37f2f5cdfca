"""Dialogs: new report, import, export, settings, about."""
