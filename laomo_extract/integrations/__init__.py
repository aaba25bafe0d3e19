"""The library inside other systems; each module loads its system's packages only when it is used."""
