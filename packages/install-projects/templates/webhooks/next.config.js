/** Nothing above this folder belongs to the project. */
export default { turbopack: { root: import.meta.dirname } };
