/** Python that runs in a kernel to tell of its arrays, and to save one. It leaves no name behind and changes nothing. */

/** Begins the one line that the code prints; what else a kernel writes meanwhile is not taken for it. */
export const answerMark = 'cca-lens-answer:';

/** Whether a text is a name in Python, and nothing that could end a statement. */
export function isPythonName(text: string): boolean {
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text);
}

/** What is an array: numpy's with numbers in it, and tensors of torch, which is only known where somebody has imported it. */
const describing = `
import json, os, sys
numpy, torch = sys.modules.get('numpy'), sys.modules.get('torch')

def describe(value):
    if torch is not None and isinstance(value, torch.Tensor):
        if value.dim() < 1 or value.is_complex() or value.is_quantized or value.is_meta:
            return None
        if value.layout != torch.strided:
            return None
        dtype, count = str(value.dtype).replace('torch.', ''), value.numel() * value.element_size()
        return {'type': 'Tensor', 'dtype': dtype, 'shape': list(value.shape), 'bytes': count}
    if numpy is not None and isinstance(value, numpy.ndarray) and not isinstance(value, numpy.ma.MaskedArray):
        if value.ndim < 1 or value.dtype.kind not in 'biuf' and value.dtype.name != 'bfloat16':
            return None
        return {'type': 'ndarray', 'dtype': value.dtype.name, 'shape': list(value.shape), 'bytes': value.nbytes}
    return None
`;

const listing = `
found = []
for name, value in list(user.items()):
    # IPython keeps its own under names like _1.
    if not isinstance(name, str) or name.startswith('_'):
        continue
    try:
        known = describe(value)
    except Exception:
        known = None
    if known is not None:
        found.append({'name': name, **known})
print(mark + json.dumps(found))
`;

const saving = `
def narrow(value):
    # Types that .npy files do not have, each exactly a float32 or nearest to a float64.
    if torch is not None and isinstance(value, torch.Tensor):
        value = value.detach()
        if value.is_floating_point() and value.dtype not in (torch.float16, torch.float32, torch.float64):
            return value.float().cpu().numpy(), 'float32'
        return value.cpu().numpy(), None
    value = numpy.asarray(value)
    if value.dtype.name == 'bfloat16':
        return value.astype('float32'), 'float32'
    if value.dtype.kind == 'f' and value.dtype.itemsize > 8:
        return value.astype('float64'), 'float64'
    return value, None

def save():
    global numpy
    if name not in user:
        return {'problem': 'gone'}
    value = user[name]
    try:
        known = describe(value)
    except Exception:
        known = None
    if known is None:
        return {'problem': 'kind', 'type': type(value).__name__}
    if known['bytes'] > limit:
        return {'problem': 'large', 'bytes': known['bytes']}
    try:
        import numpy
    except ImportError:
        return {'problem': 'numpy'}
    if not os.path.isdir(os.path.dirname(path)):
        return {'problem': 'remote'}
    try:
        array, converted = narrow(value)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, 'O_BINARY', 0)
        with os.fdopen(os.open(path, flags, 0o600), 'wb') as file:
            numpy.save(file, array, allow_pickle=False)
    except Exception as error:
        return {'problem': 'failed', 'message': type(error).__name__ + ': ' + str(error)}
    return {'saved': True, 'dtype': known['dtype'], 'converted': converted}

print(mark + json.dumps(save()))
`;

/** Code that prints the arrays among the variables of a kernel (see kernelAnswers). */
export function listCode(): string {
  return apart(describing + listing, {});
}

/**
 * Code that saves a variable as .npy and prints how that went (see kernelAnswers).
 * @param name of the variable.
 * @param path where nothing is yet, in a folder of this machine.
 * @param maxBytes more than these are refused.
 */
export function saveCode(name: string, path: string, maxBytes: number): string {
  return apart(describing + saving, { name, path, limit: maxBytes });
}

/** Code in a namespace of its own, in which `user` is that of the notebook; whatever people have called `print` or `exec` there. */
function apart(body: string, given: Record<string, string | number>): string {
  const names = Object.entries({ mark: answerMark, ...given });
  // JSON's strings and whole numbers are Python's as well.
  const values = names.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(', ');
  const builtins = `__import__("builtins")`;
  return `${builtins}.exec(${JSON.stringify(body)}, {"user": ${builtins}.globals(), ${values}})`;
}
