// Loads the bundle named on the command line as the first thing in this process and passes it the events of
// the second file, one by one; prints the milliseconds from the process's start to each answer.
const { readFileSync } = require('node:fs');
const { handler } = require(process.argv[2]);

const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 30_000 };

async function answers(events) {
  const answered = [];
  for (const event of events) {
    const { statusCode, body } = await handler(event, context);
    if (statusCode >= 400) throw new Error(`answered with ${statusCode} ${body}`);
    answered.push(performance.now());
  }
  return answered;
}

answers(JSON.parse(readFileSync(process.argv[3], 'utf8'))).then((answered) => {
  process.stdout.write(`\n${JSON.stringify(answered)}\n`, () => process.exit(0));
});
