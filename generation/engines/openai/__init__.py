"""Any server that speaks OpenAI's wire format: chat, pictures, speech, films.

`client.OpenAI` is what there is to call; no route leads here yet, whoever calls hands in base URL and key. No SDK: the
official one brings an HTTP client of its own, past the guard of outgoing requests, and logs what it sends.
"""
