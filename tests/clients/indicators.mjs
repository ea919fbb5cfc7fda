// Computes the indicators that the npm package technicalindicators has, from candles in a file, and prints one line of JSON:
// how long each run took, and the newest value of each indicator of the first series.
//
//   node indicators.mjs FILE SERIES CANDLES RUNS
//
// FILE holds doubles, little end first: for each series the highs, lows, closes and volumes of its candles, oldest first.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import {
  ADX, ATR, BollingerBands, CCI, EMA, Highest, KeltnerChannels, Lowest, MACD, MFI, OBV, RSI, SD, SMA, Stochastic, VWAP, WMA,
} from 'technicalindicators';

const [file, ...numbers] = process.argv.slice(2);
const [series, candles, runs] = numbers.map(Number);
if (!file || ![series, candles, runs].every((number) => number > 0)) {
  console.error('usage: node indicators.mjs FILE SERIES CANDLES RUNS');
  process.exit(2);
}

const bytes = readFileSync(file);
const doubles = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
const column = (one, which) => Array.from(doubles.subarray((one * 4 + which) * candles, (one * 4 + which + 1) * candles));
const all = Array.from({ length: series }, (_, one) => ({
  high: column(one, 0), low: column(one, 1), close: column(one, 2), volume: column(one, 3),
}));

// What a scan recomputes for one symbol and interval when it keeps no state. The package has no SuperTrend, no slope and no rolling VWAP.
const compute = ({ high, low, close, volume }) => {
  const returns = [];
  for (let i = 1; i < close.length; i++) {
    returns.push(Math.log(close[i] / close[i - 1]));
  }

  return {
    sma20: SMA.calculate({ period: 20, values: close }),
    ema9: EMA.calculate({ period: 9, values: close }),
    ema21: EMA.calculate({ period: 21, values: close }),
    ema50: EMA.calculate({ period: 50, values: close }),
    ema200: EMA.calculate({ period: 200, values: close }),
    wma20: WMA.calculate({ period: 20, values: close }),
    rsi14: RSI.calculate({ period: 14, values: close }),
    macd: MACD.calculate({
      values: close, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9, SimpleMAOscillator: false, SimpleMASignal: false,
    }),
    adx14: ADX.calculate({ high, low, close, period: 14 }),
    atr14: ATR.calculate({ high, low, close, period: 14 }),
    bollinger: BollingerBands.calculate({ period: 20, stdDev: 2, values: close }),
    stochastic: Stochastic.calculate({ high, low, close, period: 14, signalPeriod: 3 }),
    obv: OBV.calculate({ close, volume }),
    vwap: VWAP.calculate({ high, low, close, volume }),
    cci20: CCI.calculate({ high, low, close, period: 20 }),
    mfi14: MFI.calculate({ high, low, close, volume, period: 14 }),
    highest20: Highest.calculate({ values: high, period: 20 }),
    lowest20: Lowest.calculate({ values: low, period: 20 }),
    keltner: KeltnerChannels.calculate({ high, low, close, maPeriod: 20, atrPeriod: 10, multiplier: 2, useSMA: false }),
    channelHigh: EMA.calculate({ period: 33, values: high }),
    channelLow: EMA.calculate({ period: 33, values: low }),
    deviation20: SD.calculate({ period: 20, values: close }),
    returnDeviation20: SD.calculate({ period: 20, values: returns }),
    volumeSma20: SMA.calculate({ period: 20, values: volume }),
  };
};

const milliseconds = [];
let first;
for (let run = 0; run < runs; run++) {
  const started = performance.now();
  for (const one of all) {
    const values = compute(one);
    first = one === all[0] ? values : first;
  }
  milliseconds.push(performance.now() - started);
}

const newest = Object.fromEntries(Object.entries(first).map(([name, values]) => [name, values.at(-1) ?? null]));
console.log(JSON.stringify({ package: 'technicalindicators', node: process.version, series, candles, milliseconds, newest }));
