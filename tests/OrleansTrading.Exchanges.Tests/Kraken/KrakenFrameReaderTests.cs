using System.Text;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.Kraken;

public sealed class KrakenFrameReaderTests
{
    private const string Two = """
        {"channel":"trade","type":"update","data":[
        {"symbol":"BTC/USD","side":"buy","price":30000.1,"qty":0.5,"ord_type":"market","trade_id":11,"timestamp":"2023-09-25T07:49:37.708706Z"},
        {"symbol":"ETH/USDT","side":"sell","price":1600.25,"qty":2.00000000,"ord_type":"limit","trade_id":5,"timestamp":"2023-09-25T07:49:38Z"}]}
        """;

    [Fact]
    public void Read_DocumentedTrade_HasEveryValue()
    {
        var bench = new KrakenFrameBench();
        bench.Read(KrakenRecorded.Message("Trades")).ShouldBe(FrameKind.Event);
        bench.Reader.Stream!.Name.ShouldBe("trade/ETHUSDT");
        var time = new DateTimeOffset(2023, 9, 25, 7, 49, 37, 708, TimeSpan.Zero).ToUnixTimeMilliseconds();
        bench.Reader.Event.ToTrade().ShouldBe(new AggTrade(4665906, time, 0.5117, 40, IsBuyerMaker: true));
        (bench.Reader.EventTime, bench.Reader.HasMore).ShouldBe((time, false));
    }

    [Fact]
    public void Read_DocumentedCandle_HasEveryValueAndIsNeverFinal()
    {
        var bench = new KrakenFrameBench();
        bench.Read(KrakenRecorded.Message("Kline")).ShouldBe(FrameKind.Event);
        bench.Reader.Stream!.Request.Interval.ShouldBe(KlineInterval.FiveMinutes);
        var open = new DateTimeOffset(2023, 10, 4, 16, 25, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        bench.Reader.Event.ToKline().ShouldBe(new Kline(
            open, 0.5624, 0.5628, 0.5622, 0.5627, 30927.68066226, 0.5626 * 30927.68066226, 0, 0, 12, Closed: false));
        bench.Reader.EventTime.ShouldBe(open + 90_524);
    }

    [Fact]
    public void Read_DocumentedTicker_IsTheBestBidAndAskAtTheTimeLastNamed()
    {
        var bench = new KrakenFrameBench();
        bench.Read(KrakenRecorded.Line("Ticker", "< ")).ShouldBe(FrameKind.Reply);
        bench.Read(KrakenRecorded.Message("Ticker")).ShouldBe(FrameKind.Event);
        var time = new DateTimeOffset(2023, 9, 25, 9, 4, 31, 742, TimeSpan.Zero).ToUnixTimeMilliseconds();
        bench.Reader.Event.ToBookTicker().ShouldBe(new BookTicker(1, time, 0.10025, 740, 0.10035, 740));
    }

    [Fact]
    public void Read_CandleAfterOneMessageOfAFarTime_HasTheTimeOfTheOthers()
    {
        var bench = new KrakenFrameBench();
        bench.Read(KrakenRecorded.Message("Kline")).ShouldBe(FrameKind.Event);
        var now = bench.Reader.EventTime;
        bench.Read(Two.Replace("2023-09-25", "2029-09-25", StringComparison.Ordinal)).ShouldBe(FrameKind.Event);
        bench.Reader.EventTime.ShouldBeGreaterThan(now + 86_400_000, "what it says itself is what it says");
        bench.Reader.ReadMore().ShouldBe(FrameKind.Event);
        // It names no time of its own.
        bench.Read(KrakenRecorded.Message("Ticker")).ShouldBe(FrameKind.Event);
        bench.Reader.EventTime.ShouldBe(now);
        bench.Read(KrakenRecorded.Message("Kline")).ShouldBe(FrameKind.Event);
        bench.Reader.EventTime.ShouldBe(now);
    }

    [Fact]
    public void Read_DocumentedBook_AddsUpToItsChecksum()
    {
        var bench = new KrakenFrameBench();
        bench.Read(KrakenRecorded.Message("AggBook")).ShouldBe(FrameKind.Depth);
        var book = bench.Reader.Depth;
        (book.IsSnapshot, book.FirstUpdateId, book.PreviousFinalUpdateId, book.Bids.Length, book.Asks.Length).ShouldBe((true, 1, 0, 10, 10));
        book.Bids[9].Price.ShouldBe(0.5657);
        book.Asks[0].Quantity.ShouldBe(4410.79769741);
    }

    [Fact]
    public void Read_BookThatDoesNotAddUp_IsRefusedUntilItsNextSnapshot()
    {
        var bench = new KrakenFrameBench();
        var snapshot = KrakenRecorded.Message("AggBook");
        bench.Read(snapshot.Replace("148.3464", "148.3465", StringComparison.Ordinal)).ShouldBe(FrameKind.Malformed);
        bench.Reader.Defect.ShouldBe(FrameDefect.Checksum);
        bench.Reader.Stream!.Name.ShouldBe("book/ETHUSDT");
        bench.Read("""{"channel":"book","type":"update","data":[{"symbol":"ETH/USDT","bids":[],"asks":[],"checksum":2439117997,"timestamp":"2023-10-06T17:35:55.440295Z"}]}""")
            .ShouldBe(FrameKind.Unknown);
        bench.Read(snapshot).ShouldBe(FrameKind.Depth);
    }

    [Theory]
    [InlineData("Kline")]
    [InlineData("Trades")]
    [InlineData("AggBook")]
    public void Read_DocumentedAnswer_ConfirmsItsSymbol(string shape)
    {
        var bench = new KrakenFrameBench();
        bench.Read(KrakenRecorded.Line(shape, "< ")).ShouldBe(FrameKind.Reply);
        bench.Reader.Reply.ShouldBe(new RequestReply(7, null, "ETHUSDT"));
    }

    [Theory]
    [InlineData("Currency pair not supported NOSUCH", "NOSUCH", "Currency pair not supported NOSUCH", "NOSUCH")]
    [InlineData("Already subscribed", "BTC/USD", null, "XBTUSD")]
    public void Read_Refusal_NamesItsSymbol(string error, string symbol, string? expected, string altname)
    {
        var bench = new KrakenFrameBench();
        bench.Read($$"""{"error":"{{error}}","method":"subscribe","req_id":3,"success":false,"symbol":"{{symbol}}","time_in":"2023-09-25T09:04:31.742599Z","time_out":"2023-09-25T09:04:31.742648Z"}""")
            .ShouldBe(FrameKind.Reply);
        bench.Reader.Reply.ShouldBe(new RequestReply(3, expected, altname));
    }

    [Theory]
    [InlineData("""{"channel":"heartbeat"}""", FrameKind.Service)]
    [InlineData("""{"channel":"status","data":[{"api_version":"v2","connection_id":12833712297650131188,"system":"online","version":"2.0.8"}],"type":"update"}""", FrameKind.Service)]
    [InlineData("""{"method":"pong","req_id":9,"time_in":"2023-09-25T09:04:31.742599Z","time_out":"2023-09-25T09:04:31.742648Z"}""", FrameKind.Service)]
    [InlineData("""{"channel":"instrument","type":"update","data":[]}""", FrameKind.Unknown)]
    [InlineData("""{"channel":"trade","type":"update","data":[]}""", FrameKind.Unknown)]
    public void Read_WhatIsNotData_IsToldApart(string frame, FrameKind expected) => new KrakenFrameBench().Read(frame).ShouldBe(expected);

    [Theory]
    [InlineData("KRAKEN.ws.48.0")]
    [InlineData("KRAKEN.ws.49.0")]
    public void Read_FramesOfTheFirstProtocol_AreWellFormedAndUnknown(string file)
    {
        var bench = new KrakenFrameBench();
        var frames = KrakenRecorded.FramesOfTheFirstProtocol(file);
        frames.Count.ShouldBeGreaterThan(20);
        foreach (var frame in frames)
            bench.Read(frame).ShouldBe(FrameKind.Unknown, frame);
    }

    [Fact]
    public void Read_SeveralEntries_AreHandedOutOneByOne()
    {
        var bench = new KrakenFrameBench();
        bench.Read(Two).ShouldBe(FrameKind.Event);
        (bench.Reader.Stream!.Name, bench.Reader.Event.Id, bench.Reader.HasMore).ShouldBe(("trade/XBTUSD", 11, true));
        bench.Reader.ReadMore().ShouldBe(FrameKind.Event);
        (bench.Reader.Stream!.Name, bench.Reader.Event.Id, bench.Reader.HasMore).ShouldBe(("trade/ETHUSDT", 5, false));
        Should.Throw<InvalidOperationException>(() => bench.Reader.ReadMore());
    }

    [Fact]
    public void Read_TradesThatWereSeen_AreRepeatsOnEveryConnection()
    {
        var bench = new KrakenFrameBench();
        bench.Read(Two).ShouldBe(FrameKind.Event);
        bench.Reader.ReadMore();
        bench.Reconnect();
        bench.Read(Two.Replace("\"trade_id\":5", "\"trade_id\":6", StringComparison.Ordinal)).ShouldBe(FrameKind.Repeat);
        bench.Reader.Stream!.Name.ShouldBe("trade/XBTUSD");
        bench.Reader.ReadMore().ShouldBe(FrameKind.Event);
        bench.Reader.Event.Id.ShouldBe(6);
    }

    [Fact]
    public void Read_OneBadEntry_RefusesTheFrame()
    {
        var bench = new KrakenFrameBench();
        bench.Read(Two.Replace("1600.25", "-1", StringComparison.Ordinal)).ShouldBe(FrameKind.Malformed);
        (bench.Reader.Defect, bench.Reader.HasMore).ShouldBe((FrameDefect.BadNumber, false));
        bench.Read(Two).ShouldBe(FrameKind.Event, "what was refused counts as not seen");
    }

    [Fact]
    public void Read_SnapshotOfCandles_BringsTheRunningOne()
    {
        var bench = new KrakenFrameBench();
        var entry = (int minute) => $$"""{"symbol":"BTC/USD","open":1.5,"high":2,"low":1,"close":1.5,"trades":1,"volume":1,"vwap":1.5,"interval_begin":"2023-10-04T16:{{minute}}:00.000000000Z","interval":1,"timestamp":"2023-10-04T16:{{minute + 1}}:00.000000Z"}""";
        bench.Read($$"""{"channel":"ohlc","type":"snapshot","timestamp":"2023-10-04T16:26:30.524394914Z","data":[{{entry(24)}},{{entry(25)}},{{entry(26)}}]}""").ShouldBe(FrameKind.Event);
        bench.Reader.HasMore.ShouldBeFalse();
        DateTimeOffset.FromUnixTimeMilliseconds(bench.Reader.Event.Id).Minute.ShouldBe(26);
    }

    [Fact]
    public void Read_EveryTruncationAndEveryMemberLess_IsRefusedAndNeverThrows()
    {
        string[] frames = [Two, KrakenRecorded.Message("Kline"), KrakenRecorded.Message("Ticker"), KrakenRecorded.Message("AggBook"), KrakenRecorded.Line("Kline", "< ")];
        foreach (var frame in frames)
        {
            for (var length = 0; length < frame.TrimEnd().Length; length++)
                new KrakenFrameBench().Read(frame[..length]).ShouldBe(FrameKind.Malformed, frame[..length]);
        }

        string[] members = ["symbol", "side", "price", "qty", "trade_id", "open", "high", "low", "close", "trades", "volume", "vwap", "interval_begin", "bid", "bid_qty", "ask", "ask_qty", "bids", "asks", "checksum"];
        foreach (var frame in frames[..4])
        {
            foreach (var member in members.Where(member => frame.Contains($"\"{member}\"", StringComparison.Ordinal)))
            {
                // Not every ticker has a volume of its own to lack.
                if (frame == frames[2] && member is "volume" or "vwap" or "low" or "high")
                    continue;
                var bench = new KrakenFrameBench();
                bench.Read(frame.Replace($"\"{member}\"", "\"other\"", StringComparison.Ordinal)).ShouldBe(FrameKind.Malformed, member);
                bench.Reader.Defect.ShouldBe(FrameDefect.MissingMember, member);
            }
        }
    }

    [Fact]
    public void Read_Data_AllocatesNothing()
    {
        var bench = new KrakenFrameBench();
        var frame = Encoding.UTF8.GetBytes(Two);
        var candle = Encoding.UTF8.GetBytes(KrakenRecorded.Message("Kline"));
        var book = Encoding.UTF8.GetBytes(KrakenRecorded.Message("AggBook"));
        Cycle();
        AllocatedMemory.Least(() => () =>
        {
            for (var round = 0; round < 1000; round++)
                Cycle();
        }).ShouldBe(0);

        void Cycle()
        {
            bench.Reader.Read(frame, bench.Streams, 42);
            bench.Reader.ReadMore();
            bench.Reader.Read(candle, bench.Streams, 42);
            bench.Reader.Read(book, bench.Streams, 42);
        }
    }
}
