import { piece } from '../../facts/python/piece';
import { torchPiece } from './torch';
import { writerPiece } from './writer';

/** Hugging Face: the hidden states that models of transformers give, 0 the embeddings, with the mask of their steps. */
export const huggingfacePiece = piece(
  String.raw`
def capture(model):
    files = Capture(count_samples(), f"torch {torch.__version__}")

    def step(batch, start, size):
        output = outputs_of(model, batch)
        most = files.samples - start
        for prefix in ("", "encoder_", "decoder_"):
            states, mask = output.get(prefix + "hidden_states") or (), {}
            given = "decoder_attention_mask" if prefix == "decoder_" else "attention_mask"
            if states and given in batch and tuple(batch[given].shape) == tuple(states[0].shape[:2]):
                mask = {"mask": given + ".npy"}
                files.write(given + ".npy", start, batch[given][:most].to("cpu", torch.uint8).numpy())
            for place, state in enumerate(states):
                if state.shape[0] != size or state.dim() not in (2, 3, 4):
                    raise ValueError(f"Hidden states of {tuple(state.shape)} are not of {size} samples.")
                axes = ["samples", "neurons"] if state.dim() == 2 else ["samples", "steps", "neurons"]
                if state.dim() == 4:
                    axes = ["samples", "channels", "height", "width"]
                layer, dtype = f"{prefix}hidden_states.{place}", str(state.dtype)[6:]
                files.put(layer, start, rows_of(state, most), axes, dtype, **mask)

    try:
        over_batches(model, files.samples, step)
        files.publish()
    finally:
        files.close()
`,
  writerPiece,
  torchPiece,
);
