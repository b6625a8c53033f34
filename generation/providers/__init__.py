"""What every provider of pictures, films, speech and text is spoken to with; the engines of `generation/engines` shape
requests and answers, one package each.

Used so far by `generation.engines.openai`, which no route leads to yet: whoever calls hands in base URL and key. It is
no part of `generation/engines`, for engines know nothing of keys and of where requests may go.
"""
