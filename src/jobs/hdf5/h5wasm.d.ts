/**
 * The part of h5wasm that is used: its program for browsers, which sees no files, no environment and no network but what it is given. As written out in
 * h5wasm's src/hdf5_util_helpers.d.ts and src/emscripten.d.ts.
 */
declare module 'h5wasm/dist/esm/hdf5_util.js' {
  export interface TypeMetadata {
    signed: boolean;
    type: number;
    vlen: boolean;
    littleEndian: boolean;
    size: number;
    strpad?: number;
    enum_type?: { members: Record<string, number> };
    compound_type?: { members: (TypeMetadata & { name: string })[] };
  }

  export interface SpaceMetadata extends TypeMetadata {
    shape: number[] | null;
    chunks: number[] | null;
    total_size: number;
    virtual_sources?: { file_name: string }[];
  }

  interface FileNode {
    node_ops: object;
    stream_ops: object;
    mode: number;
    id: number;
  }

  export interface Hdf5Module {
    HEAPU8: Uint8Array;
    FS: {
      createFile(folder: string, name: string, properties: object, canRead: boolean, canWrite: boolean): FileNode;
      unlink(path: string): void;
      readdir(path: string): string[];
      ErrnoError: new (errno: number) => Error;
    };
    H5F_ACC_RDONLY: number;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    open(path: string, mode: number, trackOrder: boolean, low: number, high: number): bigint;
    close_file(file: bigint): number;
    get_names(file: bigint, group: string, recursive: boolean): string[];
    get_type(file: bigint, path: string): number;
    get_external_link(file: bigint, path: string): { filename?: string };
    get_symbolic_link(file: bigint, path: string): string | null;
    get_attribute_names(file: bigint, path: string): string[];
    get_attribute_metadata(file: bigint, path: string, name: string): SpaceMetadata;
    get_attribute_data(file: bigint, path: string, name: string, pointer: bigint): number;
    get_dataset_metadata(file: bigint, path: string): SpaceMetadata;
    create_object_reference(file: bigint, path: string): number[];
    get_dataset_filters(file: bigint, path: string): { id: number; name: string; cd_values: number[] }[];
    get_dataset_data(
      file: bigint,
      path: string,
      count: bigint[] | null,
      offset: bigint[] | null,
      stride: bigint[] | null,
      pointer: bigint,
    ): number;
    reclaim_vlen_memory(file: bigint, path: string, attribute: string, pointer: bigint): number;
  }

  export default function createModule(options: {
    instantiateWasm(imports: object, receive: (instance: object, module: object) => void): void;
    print(line: string): void;
    printErr(line: string): void;
  }): Promise<Hdf5Module>;
}
