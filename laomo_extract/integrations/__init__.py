"""The library inside other programs: a module each, which is loaded when that program or its user asks for it."""
