/**
 * For the bundler. What may do something when it is imported is kept in every bundle
 * that can reach it; importing these does nothing.
 */
const quiet = /[\\/]node_modules[\\/](?:msgpackr|js-yaml)[\\/]/

export const treeshake = { moduleSideEffects: (id) => !quiet.test(id) }
