"""What a workspace may: plans as versioned data, handed on as plain values."""
