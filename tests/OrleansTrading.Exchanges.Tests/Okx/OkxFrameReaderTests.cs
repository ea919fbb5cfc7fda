using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Okx;

public sealed class OkxFrameReaderTests
{
    [Fact]
    public void Read_RecordedSession_IsReadWholeAndEveryBookAddsUp()
    {
        var bench = new OkxFrameBench();
        var counts = new Dictionary<FrameKind, int>();
        foreach (var frame in OkxRecorded.Frames())
        {
            // Entries of both channels of trades look alike.
            var kind = bench.Read(frame.Replace("\"trades\"", "\"trades-all\"", StringComparison.Ordinal));
            kind.ShouldNotBe(FrameKind.Malformed, $"{bench.Reader.Defect}: {frame[..Math.Min(frame.Length, 300)]}");
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            while (bench.Reader.HasMore)
                bench.Reader.ReadMore();
        }

        // Nobody asked for tickers; of trades and books all 364 frames were understood.
        counts[FrameKind.Depth].ShouldBe(290);
        counts[FrameKind.Event].ShouldBe(74);
        counts[FrameKind.Unknown].ShouldBe(28);
        counts[FrameKind.Reply].ShouldBe(18);
        counts.Values.Sum().ShouldBe(410);
    }

    [Fact]
    public void Read_RecordedBook_OfWhichAMessageIsMissing_NoLongerAddsUp()
    {
        var bench = new OkxFrameBench();
        var books = OkxRecorded.Frames().Where(frame => frame.Contains("\"books\"", StringComparison.Ordinal) && frame.Contains("UNI-USD-SWAP", StringComparison.Ordinal)
            && frame.Contains("\"data\"", StringComparison.Ordinal)).ToList();
        bench.Read(books[0]).ShouldBe(FrameKind.Depth);
        var refused = books.Skip(2).Select(bench.Read).First(kind => kind != FrameKind.Depth);
        (refused, bench.Reader.Defect, bench.Reader.Stream!.Name).ShouldBe((FrameKind.Malformed, FrameDefect.Checksum, "books/UNI-USD-SWAP"));
        // Until its snapshot comes the rest says nothing.
        bench.Read(books[^1]).ShouldBe(FrameKind.Unknown);
        bench.Read(books[0]).ShouldBe(FrameKind.Depth);
        bench.Reader.Depth.IsSnapshot.ShouldBeTrue();
    }

    [Fact]
    public void Read_Contracts_BecomeBaseUnitsExactly()
    {
        var bench = new OkxFrameBench();
        bench.Read(Frame("trades-all", """{"instId":"BTC-USDT-SWAP","tradeId":"7","px":"42219.9","sz":"0.3","side":"sell","ts":"1630048897897"}""")).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToTrade().ShouldBe(new AggTrade(7, 1630048897897, 42219.9, 0.003, IsBuyerMaker: true));
        bench.Read(Frame("bbo-tbt", """{"asks":[["8476.98","4.1","0","13"]],"bids":[["8476.97","2.9","0","12"]],"ts":"1597026383085","seqId":123456}""")).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToBookTicker().ShouldBe(new BookTicker(123456, 1597026383085, 8476.97, 0.029, 8476.98, 0.041));
    }

    [Fact]
    public void Read_TradeThatCameBefore_IsARepeatOnAnyConnection()
    {
        var bench = new OkxFrameBench();
        var trade = Frame("trades-all", """{"instId":"BTC-USDT-SWAP","tradeId":"7","px":"42219.9","sz":"1","side":"buy","ts":"1630048897897"}""");
        bench.Read(trade).ShouldBe(FrameKind.Event);
        bench.Read(trade).ShouldBe(FrameKind.Repeat);
        bench.Reconnect();
        bench.Read(trade).ShouldBe(FrameKind.Repeat);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("1", true)]
    public void Read_Candle_IsClosedWhenTheVenueConfirmsIt(string confirm, bool closed)
    {
        var bench = new OkxFrameBench();
        var open = 1597026360000L;
        bench.Read(Frame("candle1m", $"""["{open}","8533.02","8553.74","8527.17","8548.26","45247","452.47","3861113.5","{confirm}"]""")).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToKline().ShouldBe(new Kline(open, 8533.02, 8553.74, 8527.17, 8548.26, 452.47, 3861113.5, 0, 0, 0, closed));
    }

    [Fact]
    public void Read_CandleAfterOneMessageOfAFarTime_HasTheTimeOfTheOthers()
    {
        var bench = new OkxFrameBench();
        const long now = 1597026383085, open = 1597026360000, far = now + (400L * 86_400_000);
        var candle = Frame("candle1m", $"""["{open}","8533.02","8553.74","8527.17","8548.26","45247","452.47","3861113.5","0"]""");
        bench.Read(Trade(1, now)).ShouldBe(FrameKind.Event);
        bench.Read(Trade(2, far)).ShouldBe(FrameKind.Event);
        bench.Reader.EventTime.ShouldBe(far, "what it says itself is what it says");
        bench.Read(candle).ShouldBe(FrameKind.Event);
        bench.Reader.EventTime.ShouldBe(now);
        bench.Read(candle.Replace($"{open}", $"{open + (400L * 86_400_000)}", StringComparison.Ordinal)).ShouldBe(FrameKind.Event);
        bench.Read(candle).ShouldBe(FrameKind.Event);
        bench.Reader.EventTime.ShouldBe(now);

        static string Trade(int id, long time) =>
            Frame("trades-all", $$"""{"instId":"BTC-USDT-SWAP","tradeId":"{{id}}","px":"42219.9","sz":"1","side":"buy","ts":"{{time}}"}""");
    }

    [Fact]
    public void Read_MarkPrice_IsToldOnceItsThreePartsAreKnown()
    {
        var bench = new OkxFrameBench();
        var mark = Frame("mark-price", """{"instType":"SWAP","instId":"BTC-USDT-SWAP","markPx":"42310.6","ts":"1630049139746"}""");
        bench.Read(mark).ShouldBe(FrameKind.Repeat);
        bench.Read(Frame("funding-rate", """{"fundingRate":"-0.0001875391284828","fundingTime":"1630051200000","instId":"BTC-USDT-SWAP","instType":"SWAP","ts":"1630049139000"}""")).ShouldBe(FrameKind.Repeat);
        bench.Read("""{"arg":{"channel":"index-tickers","instId":"BTC-USDT"},"data":[{"instId":"BTC-USDT","idxPx":"42300.1","ts":"1630049139100"}]}""").ShouldBe(FrameKind.Repeat);
        bench.Read(mark).ShouldBe(FrameKind.Event);
        bench.Reader.Event.ToMarkPrice().ShouldBe(new MarkPrice(1630049139746, 42310.6, 42300.1, -0.0001875391284828, 1630051200000));
    }

    [Fact]
    public void Read_BookNumbers_MustFollowOneAnother()
    {
        var bench = new OkxFrameBench();
        bench.Read(Book("snapshot", -1, 10)).ShouldBe(FrameKind.Depth);
        bench.Read(Book("update", 10, 15)).ShouldBe(FrameKind.Depth);
        (bench.Reader.Depth.PreviousFinalUpdateId, bench.Reader.Depth.FinalUpdateId, bench.Reader.Depth.IsSnapshot).ShouldBe((1, 2, false));
        bench.Reader.Depth.Bids.ToArray().ShouldBe([new BookLevel(8476.5, 0.02)]);
        // Nothing changed for a minute.
        bench.Read("""{"arg":{"channel":"books","instId":"BTC-USDT-SWAP"},"action":"update","data":[{"asks":[],"bids":[],"ts":"1597026383090","prevSeqId":15,"seqId":15}]}""").ShouldBe(FrameKind.Depth);
        // Maintenance begins the numbers anew; the chain holds.
        bench.Read(Book("update", 15, 3)).ShouldBe(FrameKind.Depth);
        bench.Read(Book("update", 15, 20)).ShouldBe(FrameKind.Malformed);
        bench.Reader.Defect.ShouldBe(FrameDefect.Checksum);

        static string Book(string action, long previous, long sequence) => "{\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT-SWAP\"},\"action\":\"" + action
            + "\",\"data\":[{\"asks\":[[\"8477\",\"7\",\"0\",\"2\"]],\"bids\":[[\"8476.5\",\"2\",\"0\",\"1\"]],\"ts\":\"1597026383085\",\"prevSeqId\":"
            + previous + ",\"seqId\":" + sequence + "}]}";
    }

    [Theory]
    [InlineData("pong", FrameKind.Service)]
    [InlineData("""{"event":"notice","code":"64008","msg":"The connection will soon be closed for a service upgrade. Please reconnect.","connId":"a4d3ae55"}""", FrameKind.Farewell)]
    [InlineData("""{"event":"channel-conn-count","channel":"orders","connCount":"2","connId":"a4d3ae55"}""", FrameKind.Service)]
    [InlineData("""{"id":"7","event":"subscribe","arg":{"channel":"funding-rate","instId":"BTC-USDT-SWAP"},"connId":"a4d3ae55"}""", FrameKind.Service)]
    [InlineData("""{"arg":{"channel":"books","instId":"BTC-USDT-SWAP"},"action":"update"}""", FrameKind.Malformed)]
    [InlineData("""{"arg":{"channel":"books","instId":"BTC-USDT-SWAP"},"action":"update","data":[{"asks":[["1""", FrameKind.Malformed)]
    [InlineData("""{"arg":{"channel":"trades-all","instId":"BTC-USDT-SWAP"},"data":[{"instId":"ETH-USDT","tradeId":"7","px":"1","sz":"1","side":"buy","ts":"1"}]}""", FrameKind.Malformed)]
    [InlineData("""{"arg":{"channel":"trades-all","instId":"BTC-USDT-SWAP"},"data":[{"instId":"BTC-USDT-SWAP","tradeId":"7","px":"-1","sz":"1","side":"buy","ts":"1"}]}""", FrameKind.Malformed)]
    [InlineData("""{"arg":{"channel":"nothing","instId":"BTC-USDT-SWAP"},"data":[]}""", FrameKind.Unknown)]
    [InlineData("[1,2]", FrameKind.Unknown)]
    public void Read_OtherFrames_AreTakenForWhatTheyAre(string frame, FrameKind kind) => new OkxFrameBench().Read(frame).ShouldBe(kind);

    [Theory]
    [InlineData("""{"id":"7","event":"subscribe","arg":{"channel":"mark-price","instId":"BTC-USDT-SWAP"},"connId":"a4d3ae55"}""", null, "BTC-USDT-SWAP")]
    [InlineData("""{"id":"7","event":"error","code":"60018","msg":"Wrong URL or channel:books,instId:NO-USDT-SWAP doesn't exist. Please use the correct URL, channel and parameters referring to API document.","connId":"a4d3ae55"}""", "60018", "NO-USDT-SWAP")]
    [InlineData("""{"id":"7","event":"error","code":"60012","msg":"Illegal request","connId":"a4d3ae55"}""", "60012", null)]
    public void Read_Reply_NamesTheRequestAndWhatItIsAbout(string frame, string? code, string? symbol)
    {
        var bench = new OkxFrameBench();
        bench.Read(frame).ShouldBe(FrameKind.Reply);
        (bench.Reader.Reply.RequestId, bench.Reader.Reply.Symbol, bench.Reader.Reply.Error?[..5]).ShouldBe((7, symbol, code));
    }

    [Theory]
    [InlineData("Trades")]
    [InlineData("Klines")]
    [InlineData("MarkPrice")]
    [InlineData("FundingRate")]
    [InlineData("IndexTicker")]
    [InlineData("Ticker")]
    [InlineData("Interest")]
    public void Read_DocumentedMessage_IsNoSyntaxError(string shape)
    {
        var bench = new OkxFrameBench();
        var kind = bench.Read(OkxRecorded.Message("ExchangeData/" + shape));
        (kind != FrameKind.Malformed || bench.Reader.Defect != FrameDefect.Syntax).ShouldBeTrue();
    }

    private static string Frame(string channel, string entry) =>
        "{\"arg\":{\"channel\":\"" + channel + "\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[" + entry + "]}";
}
