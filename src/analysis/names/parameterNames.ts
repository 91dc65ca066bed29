/** What parameters of networks, and what optimizers keep of them, are called in PyTorch, safetensors and Keras. */
const parameter =
  /(?:^|[./_])(?:weight|bias|kernel|gamma|beta|moving_mean|moving_variance|running_mean|running_var|num_batches_tracked|exp_avg|exp_avg_sq|momentum_buffer|(?:weight|bias)_(?:ih|hh)_l\d+(?:_reverse)?|weight_[gv])(?::\d+)?$/;

/** Whether a file holds the parameters of a network rather than activations, as the names of its arrays tell: at least half of them are such. */
export function areParameters(names: readonly string[]): boolean {
  const count = names.filter((name) => parameter.test(name)).length;
  return count > 0 && 2 * count >= names.length;
}
