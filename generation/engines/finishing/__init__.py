"""The embedded finish of what was made: larger, cleaner, steadier, smoother. No model, no weights, any processor.

Every module is pure: pictures and numbers in, pictures and numbers out. A clip is never held whole: one pass looks at
it and keeps a few numbers a frame, a second one changes frame after frame.
"""
