"""Pictures, sound, video and scenes of a story."""
