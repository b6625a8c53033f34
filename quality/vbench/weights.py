"""What each dimension is called in VBench, the files it needs, and how its figures are shown (VBench 0.1.5).

Files are relative to the weights folder, laid out as VBench's own VBENCH_CACHE_DIR. Normalisation: scripts/constant.py,
NORMALIZE_DIC. docs/scoring.md has where the files come from, and their licences.
"""

from collections.abc import Mapping
from dataclasses import dataclass

VERSION = "0.1.5"


@dataclass(frozen=True, slots=True)
class Dimension:
    """`name` in VBench; `files` it needs; the raw figures that are shown as 0 and as 1."""

    name: str
    files: tuple[str, ...]
    floor: float = 0.0
    ceiling: float = 1.0


CLIP_B, CLIP_L = "clip_model/ViT-B-32.pt", "clip_model/ViT-L-14.pt"
DIMENSIONS: Mapping[str, Dimension] = {
    "subject_consistency": Dimension(
        "subject_consistency",
        ("dino_model/facebookresearch_dino_main/hubconf.py", "dino_model/dino_vitbase16_pretrain.pth"),
        floor=0.1462,
    ),
    "background_consistency": Dimension("background_consistency", (CLIP_B,), floor=0.2615),
    "temporal_flickering": Dimension("temporal_flickering", (), floor=0.6293),
    "motion_smoothness": Dimension("motion_smoothness", ("amt_model/amt-s.pth",), floor=0.706, ceiling=0.9975),
    "dynamic_degree": Dimension("dynamic_degree", ("raft_model/models/raft-things.pth",)),
    "aesthetic_quality": Dimension(
        "aesthetic_quality", (CLIP_L, "aesthetic_model/emb_reader/sa_0_4_vit_l_14_linear.pth")
    ),
    "imaging_quality": Dimension("imaging_quality", ("pyiqa_model/musiq_spaq_ckpt-358bb6af.pth",)),
    "prompt_alignment": Dimension(
        "overall_consistency",
        ("ViCLIP/ViClip-InternVid-10M-FLT.pth", "ViCLIP/bpe_simple_vocab_16e6.txt.gz"),
        ceiling=0.364,
    ),
}
