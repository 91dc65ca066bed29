/** Values (32 MiB) up to which an array is held to look at its samples: a larger one would cost as much as a pass. */
export const mostHeld = 1 << 22;

/** Neurons from which on marking rows of a larger array costs little beside their products. */
export const fewestMarked = 256;
