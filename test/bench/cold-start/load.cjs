// Loads the bundle named on the command line as the first thing in this process; prints the milliseconds it took.
const from = performance.now();
require(process.argv[2]);
console.log(performance.now() - from);
