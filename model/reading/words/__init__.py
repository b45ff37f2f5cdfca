"""What is known before anything is read: words, the terms of the form, what they mean."""
