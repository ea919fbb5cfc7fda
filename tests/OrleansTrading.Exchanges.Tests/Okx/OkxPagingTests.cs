using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Okx;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Trading;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Exchanges.Tests.Fuzzing;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Okx;

public sealed class OkxPagingTests
{
    private const int PageSize = 100;

    [Theory]
    [InlineData(PageSize - 1, null)]
    [InlineData(PageSize, ErrorKind.MalformedResponse)]
    public async Task Bills_WhosePageComesAgain_AreRefusedRatherThanReadForEver(int rows, ErrorKind? refused)
    {
        var bills = Enumerable.Range(0, rows).Select(index =>
            $$"""{"billId":"{{900 - index}}","type":"8","instId":"BTC-USDT-SWAP","ccy":"USDT","balChg":"-1","posBalChg":"0","ts":"1695033476167"}""");
        await using var asking = new Asking("account/bills", $$"""{"code":"0","msg":"","data":[{{string.Join(',', bills)}}]}""");
        if (refused is null)
            (await asking.Session.GetCashMovesAsync(0, default)).Count.ShouldBe(rows);
        else
            (await Should.ThrowAsync<VenueException>(asking.Session.GetCashMovesAsync(0, default))).Kind.ShouldBe(refused.Value);
    }

    /// <summary>A session whose venue gives one answer on one path however often it is asked.</summary>
    private sealed class Asking : IAsyncDisposable
    {
        private readonly OkxConnector _connector;

        public Asking(string path, string answer)
        {
            var options = new OkxOptions { Environment = OkxEnvironmentKind.Live };
            options.Rest.Retries = 0;
            _connector = new OkxConnector(
                Options.Create(options), Options.Create(new StreamWatchOptions()), new OkxEnvironment(options), TimeProvider.System, NullLoggerFactory.Instance);
            _connector.Instruments.Replace([new OkxInstrument("BTC-USDT-SWAP", 0.01m)]);
            var (keys, clock) = (new ApiKeys("key", "secret", "phrase"), AccountRestFuzzTests.Clock(_connector.Clock));
            var carrier = new HandedAnswer("/api/v5/" + path, Encoding.UTF8.GetBytes(answer), HttpStatusCode.OK, new Dictionary<string, byte[]>());
            var parts = AccountRestFuzzTests.Parts(new OkxTradingRules(_connector.Environment, TimeSpan.FromSeconds(5)), options.Rest, carrier, clock);
            Session = new OkxTradingSession(
                "test", keys, new SignedRestClient("test", keys, parts, NullLogger.Instance), clock, _connector, ArrivalWindows.None, TimeProvider.System, NullLogger.Instance);
        }

        public OkxTradingSession Session { get; }

        public ValueTask DisposeAsync() => _connector.DisposeAsync();
    }
}
