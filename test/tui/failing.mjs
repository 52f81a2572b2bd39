// Loaded before the doctor: makes drawing fail once, as a defect in it would: FAIL_AT is on
// the frame then, and FAIL_IN among the files that draw it.
Error.stackTraceLimit = 100;
const write = process.stdout.write.bind(process.stdout);
let left = 1;
process.stdout.write = (text, ...rest) => {
  const { FAIL_AT, FAIL_IN = '' } = process.env;
  if (left > 0 && String(text).includes(FAIL_AT) && new Error('where').stack.includes(FAIL_IN)) {
    left--;
    throw new Error('a defect in drawing');
  }
  return write(text, ...rest);
};
process.on('SIGUSR2', () => {
  throw new Error('a defect in a callback');
});
