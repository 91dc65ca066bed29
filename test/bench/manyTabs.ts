/** Tabs of comparisons that the bench of memory has open. */
export const manyTabs = 60;
