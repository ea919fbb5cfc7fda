using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using FsCheck;
using OrleansTrading.Domain.Books;
using OrleansTrading.Exchanges.Kraken.WebSocket;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Kraken;

public sealed class KrakenBookProperties
{
    private const int Depth = 10;

    /// <summary>Any run of changes leaves the book that a sorted dictionary holds, cut to the depth, and its checksum.</summary>
    [Fact]
    public void Book_AfterAnyChanges_AddsUpLikeAnIndependentOne() =>
        Prop.ForAll<(bool IsBid, byte Price, byte Quantity)[]>(changes =>
        {
            var book = new KrakenBook(Depth);
            var (bids, asks) = (new SortedDictionary<long, long>(), new SortedDictionary<long, long>());
            foreach (var (isBid, price, quantity) in changes)
            {
                var level = new KrakenLevel(new BookLevel(price + 1, quantity), price + 1, quantity);
                book.Apply(isBid ? [level] : [], isBid ? [] : [level]);
                var side = isBid ? bids : asks;
                if (quantity == 0)
                    side.Remove(price + 1);
                else
                    side[price + 1] = quantity;
                while (side.Count > Depth)
                    side.Remove(isBid ? side.Keys.First() : side.Keys.Last());
            }

            var text = string.Concat(asks.Concat(bids.Reverse()).Select(level => string.Create(CultureInfo.InvariantCulture, $"{level.Key}{level.Value}")));
            book.Checksum().ShouldBe(Independent(Encoding.ASCII.GetBytes(text)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("45285.2", 1, 452852)]
    [InlineData("0.00100000", 8, 100000)]
    [InlineData("0.001", 8, 100000)]
    [InlineData("148.3464", 8, 14834640000)]
    [InlineData("1e-8", 8, 1)]
    [InlineData("2E3", 1, 20000)]
    [InlineData("7", 0, 7)]
    public void Digits_OfAnyWriting_AreThoseOfTheNumberInItsLastDecimal(string text, int decimals, long expected)
    {
        KrakenDigits.TryParse(Encoding.ASCII.GetBytes(text), decimals, out var digits).ShouldBeTrue();
        digits.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999")]
    public void Digits_OfWhatIsNone_AreRefused(string text) =>
        KrakenDigits.TryParse(Encoding.ASCII.GetBytes(text), 8, out _).ShouldBeFalse();

    [Fact]
    public void Crc_OfTheStandardsExample_IsRight() => Crc32.Finish(Crc32.Add(Crc32.Start, "123456789"u8)).ShouldBe(0xCBF43926u);

    private static uint Independent(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var bit in bytes.SelectMany(value => Enumerable.Range(0, 8).Select(shift => (uint)(value >> shift) & 1)))
            crc = ((crc ^ bit) & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        return ~crc;
    }
}
