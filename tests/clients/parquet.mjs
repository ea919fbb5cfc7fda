// Asks DuckDB, an independent reader and writer of Parquet files, and prints the answer of each statement on a line of its own, as JSON rows.
//
//   node parquet.mjs STATEMENT...      (or "-": one statement a line from standard input)
//
// Whole numbers beyond what JSON takes exactly, decimals, times and texts come as strings; doubles as numbers or, what JSON has not, as strings.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [, , ...words] = process.argv;
if (words.length === 0) {
  console.error('usage: node parquet.mjs STATEMENT... | -');
  process.exit(2);
}

const statements = words[0] === '-' ? readFileSync(0, 'utf8').split('\n').filter((line) => line.trim()) : words;
const plain = (value) => {
  if (value === null || typeof value === 'boolean') {
    return value;
  }

  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value);
  }

  return Array.isArray(value?.items) ? value.items.map(plain) : String(value);
};

const database = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await database.connect();
await connection.run("SET TimeZone = 'UTC'");
for (const statement of statements) {
  const started = performance.now();
  try {
    const result = await connection.runAndReadAll(statement);
    const rows = result.getRows().map((row) => row.map(plain));
    console.log(JSON.stringify({ milliseconds: performance.now() - started, columns: result.columnNames(), types: result.columnTypes().map(String), rows }));
  } catch (error) {
    console.log(JSON.stringify({ milliseconds: performance.now() - started, error: error.message }));
  }
}

connection.closeSync();
