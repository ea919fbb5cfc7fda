using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Rest;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.Kraken.Rest;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Rest;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Rest;
using OrleansTrading.Exchanges.Tests.Binance;
using OrleansTrading.Exchanges.Tests.Kraken;
using OrleansTrading.Exchanges.Tests.Okx;
using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Exchanges.Tests.Fuzzing;

/// <summary>
/// Answers to requests for market data, changed in every way and read by the connector's own client: refused as what the venue said, or as what
/// cannot be read, or read as something that could be true.
/// </summary>
public sealed class RestFuzzTests
{
    private static readonly RestOptions Options = new() { Retries = 0 };

    [Fact]
    public Task Binance_ChangedAnswers_AreRefusedOrSound()
    {
        var bitcoin = new InstrumentId("binance", "BTCUSDT");
        return FuzzRun.RunAsync(
        [
            Of("instruments", "/fapi/v1/exchangeInfo", Replies("fapi_v1_exchangeInfo"), rest => rest.GetInstrumentsAsync(default), SoundAnswers.Instruments),
            Of("candles", "/fapi/v1/klines", Replies("fapi_v1_klines"), rest => rest.GetKlinesAsync(bitcoin, KlineInterval.FiveMinutes, null, null, 100, default), klines => SoundAnswers.Klines(klines, KlineInterval.FiveMinutes)),
            Of("tickers", "/fapi/v1/ticker/24hr", Replies("fapi_v1_ticker_24hr"), rest => rest.GetTickersAsync(default), SoundAnswers.Tickers),
            Of("best prices", "/fapi/v1/ticker/bookTicker", Replies("fapi_v1_ticker_bookTicker"), rest => rest.GetBestPricesAsync(default), SoundAnswers.Best),
            Of("mark price", "/fapi/v1/premiumIndex", Replies("fapi_v1_premiumIndex"), rest => rest.GetMarkPriceAsync(bitcoin, default), SoundAnswers.Mark),
            Of("funding", "/fapi/v1/fundingInfo", Replies("fapi_v1_fundingInfo"), rest => rest.GetFundingIntervalAsync(new InstrumentId("binance", "LPTUSDT"), default), Interval),
            Of("open interest", "/fapi/v1/openInterest", Replies("fapi_v1_openInterest"), rest => rest.GetOpenInterestAsync(bitcoin, default), SoundAnswers.Interest),
            Of("depth", "/fapi/v1/depth", Replies("fapi_v1_depth"), rest => rest.GetDepthAsync(bitcoin, 100, default), SoundAnswers.Depth),
            Of("trades", "/fapi/v1/aggTrades", Replies("fapi_v1_aggTrades"), rest => rest.GetTradesAsync(bitcoin, 0, 1000, default), SoundAnswers.Trades),
            Of("time", "/fapi/v1/time", Replies("fapi_v1_time"), rest => rest.GetServerTimeAsync(default), SoundAnswers.Time),
        ]);

        static IEnumerable<byte[]> Replies(string prefix) => Recorded.Replies(prefix).Select(reply => Payloads.Short(reply.Body));

        static FuzzTarget Of<T>(string name, string path, IEnumerable<byte[]> payloads, Func<IMarketDataRest, Task<T>> ask, Action<T> check)
        {
            var environment = new BinanceEnvironment(new BinanceOptions { Environment = BinanceEnvironmentKind.Live });
            var usual = new Dictionary<string, byte[]> { ["/fapi/v1/time"] = Recorded.Replies("fapi_v1_time")[0].Body };
            return Target(name, path, payloads, usual, carrier => new BinanceRest(
                environment, Options, new VenueClock(TimeProvider.System), LocalRateBudgets.Instance, TimeProvider.System, NullLogger.Instance, carrier), ask, check);
        }
    }

    [Fact]
    public Task Okx_ChangedAnswers_AreRefusedOrSound()
    {
        var bitcoin = new InstrumentId("okx", "BTC-USDT-SWAP");
        return FuzzRun.RunAsync(
        [
            Of("instruments", "public/instruments", Swaps(), rest => rest.GetInstrumentsAsync(default), SoundAnswers.Instruments),
            Of("candles", "market/candles", Candles(), rest => rest.GetKlinesAsync(bitcoin, KlineInterval.OneMinute, null, null, 100, default), klines => SoundAnswers.Klines(klines, KlineInterval.OneMinute)),
            Of("tickers", "market/tickers", Tickers(), rest => rest.GetTickersAsync(default), SoundAnswers.Tickers),
            Of("best prices", "market/tickers", Tickers(), rest => rest.GetBestPricesAsync(default), SoundAnswers.Best),
            Of("mark price", "public/mark-price", Shape("GetMarkPrices"), rest => rest.GetMarkPriceAsync(bitcoin, default), SoundAnswers.Mark),
            Of("funding rate", "public/funding-rate", Shape("GetFundingRates"), rest => rest.GetMarkPriceAsync(bitcoin, default), SoundAnswers.Mark),
            Of("funding", "public/funding-rate", Shape("GetFundingRates"), rest => rest.GetFundingIntervalAsync(bitcoin, default), Interval),
            Of("open interest", "public/open-interest", Shape("GetOpenInterests"), rest => rest.GetOpenInterestAsync(bitcoin, default), SoundAnswers.Interest),
            Of("depth", "market/books", Shape("GetOrderBook"), rest => rest.GetDepthAsync(bitcoin, 100, default), SoundAnswers.Depth),
            Of("trades", "market/history-trades", Shape("GetTradeHistory"), rest => rest.GetTradesAsync(bitcoin, 0, 100, default), SoundAnswers.Trades),
            Of("time", "public/time", Shape("GetServerTime"), rest => rest.GetServerTimeAsync(default), SoundAnswers.Time),
        ]);

        static byte[][] Shape(string name) => [Payloads.Short(OkxRecorded.Answer($"ExchangeData/{name}"))];

        // Of the list of instruments the documentation shows a spot pair.
        static byte[][] Swaps() => [.. Shape("GetSymbols"), """{"code":"0","msg":"","data":[{"instType":"SWAP","instId":"BTC-USDT-SWAP","uly":"BTC-USDT","settleCcy":"USDT","ctVal":"0.01","ctMult":"1","ctValCcy":"BTC","ctType":"linear","tickSz":"0.1","lotSz":"0.1","minSz":"0.1","maxLmtSz":"100000000","maxMktSz":"12000","listTime":"1611916828000","state":"live"}]}"""u8.ToArray()];

        // The documented rows are on no grid of times.
        static byte[][] Candles() => [.. Shape("GetKlines"), """{"code":"0","msg":"","data":[["1597026420000","3.721","3.743","3.677","3.708","8422410","22698348.04","12698348.04","0"],["1597026360000","3.731","3.799","3.494","3.72","24912403","67632347.24","37632347.24","1"]]}"""u8.ToArray()];

        static byte[][] Tickers() => [.. Shape("GetTickers"), """{"code":"0","msg":"","data":[{"instType":"SWAP","instId":"BTC-USDT-SWAP","last":"56956.1","askPx":"56959.1","bidPx":"56959","open24h":"55926","volCcy24h":"18","ts":"1620289117764"}]}"""u8.ToArray()];

        static FuzzTarget Of<T>(string name, string path, IEnumerable<byte[]> payloads, Func<IMarketDataRest, Task<T>> ask, Action<T> check)
        {
            var environment = new OkxEnvironment(new OkxOptions { Environment = OkxEnvironmentKind.Live });
            var usual = new Dictionary<string, byte[]>
            {
                ["/api/v5/public/mark-price"] = Shape("GetMarkPrices")[0], ["/api/v5/market/index-tickers"] = Shape("GetIndexTickers")[0],
                ["/api/v5/public/funding-rate"] = Shape("GetFundingRates")[0],
            };
            return Target(name, "/api/v5/" + path, payloads, usual, carrier =>
            {
                var instruments = new OkxInstruments();
                instruments.Replace([new OkxInstrument("BTC-USDT-SWAP", 0.01m)]);
                return new OkxRest(
                    environment, Options, instruments, new VenueClock(TimeProvider.System), LocalRateBudgets.Instance, TimeProvider.System, NullLogger.Instance, carrier);
            }, ask, check);
        }
    }

    [Fact]
    public Task Kraken_ChangedAnswers_AreRefusedOrSound()
    {
        var bitcoin = new InstrumentId("kraken", "XBTUSD");
        return FuzzRun.RunAsync(
        [
            Of("pairs", "AssetPairs", Shape("GetSymbols"), rest => rest.GetInstrumentsAsync(default), SoundAnswers.Instruments),
            Of("candles", "OHLC", Shape("GetKlines"), rest => rest.GetKlinesAsync(bitcoin, KlineInterval.OneMinute, null, null, 100, default), klines => SoundAnswers.Klines(klines, KlineInterval.OneMinute)),
            Of("tickers", "Ticker", Shape("GetTicker"), rest => rest.GetTickersAsync(default), SoundAnswers.Tickers),
            Of("best prices", "Ticker", Shape("GetTicker"), rest => rest.GetBestPricesAsync(default), SoundAnswers.Best),
            Of("depth", "Depth", Shape("GetOrderBook"), rest => rest.GetDepthAsync(bitcoin, 100, default), SoundAnswers.Depth),
            Of("time", "Time", ["""{"error":[],"result":{"unixtime":1616336594,"rfc1123":"Sun, 21 Mar 21 14:23:14 +0000"}}"""u8.ToArray()], rest => rest.GetServerTimeAsync(default), SoundAnswers.Time),
        ]);

        static byte[][] Shape(string name) => [Payloads.Short(KrakenRecorded.Answer(name))];

        static FuzzTarget Of<T>(string name, string path, IEnumerable<byte[]> payloads, Func<IMarketDataRest, Task<T>> ask, Action<T> check)
        {
            var environment = new KrakenEnvironment(new KrakenOptions { Environment = KrakenEnvironmentKind.Live });
            return Target(name, "/0/public/" + path, payloads, new Dictionary<string, byte[]>(), carrier =>
            {
                var pairs = new KrakenPairs();
                pairs.Replace([new KrakenPair("XBTUSD", "XXBTZUSD", "BTC/USD", 1, 8)]);
                return new KrakenRest(
                    environment, Options, pairs, new VenueClock(TimeProvider.System), LocalRateBudgets.Instance, TimeProvider.System, NullLogger.Instance, carrier);
            }, ask, check);
        }
    }

    /// <remarks>Each payload has a client of its own: what one has taught does not reach the next.</remarks>
    private static FuzzTarget Target<TRest, T>(
        string name, string path, IEnumerable<byte[]> payloads, IReadOnlyDictionary<string, byte[]> usual, Func<HandedAnswer, TRest> make,
        Func<IMarketDataRest, Task<T>> ask, Action<T> check)
        where TRest : IMarketDataRest, IDisposable
    {
        byte[][] genuine = [.. payloads];
        genuine.Any(payload => IsRead(payload, HttpStatusCode.OK)).ShouldBeTrue($"no genuine answer about {name} is read");
        return new FuzzTarget(name, genuine, payload => IsRead(payload, HandedAnswer.StatusFor(payload)));

        bool IsRead(byte[] payload, HttpStatusCode status)
        {
            using var rest = make(new HandedAnswer(path, payload, status, usual));
            T answer;
            try
            {
                answer = ask(rest).GetAwaiter().GetResult();
            }
            catch (VenueException)
            {
                return false;
            }

            check(answer);
            return true;
        }
    }

    private static void Interval(TimeSpan? interval) => (interval is null || interval > TimeSpan.Zero).ShouldBeTrue($"{interval} between two fundings");
}
