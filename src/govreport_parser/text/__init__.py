"""From bytes to aligned mainland text: decode, read, repair, convert, and remember every change."""
