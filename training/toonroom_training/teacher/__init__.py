"""The authored artist: photo + landmarks + segments → drawing + head matte. Pure, deterministic by seed."""
