using System.Text;
using OrleansTrading.Storage.PostgreSql.Transfer;

namespace OrleansTrading.Storage.Tests.PostgreSql;

/// <summary>Rows of grains are where Orleans looks for them.</summary>
public sealed class GrainRowTests
{
    /// <remarks>Published values: https://github.com/Cyan4973/xxHash and the packages that follow it.</remarks>
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void Hash_OfKnownText_IsThePublishedOne(string text, uint hash) => XxHash32.Of(Encoding.UTF8.GetBytes(text)).ShouldBe(hash);

    /// <remarks>Rows that silos of Orleans 10.4.2 have written.</remarks>
    [Theory]
    [InlineData("job", "fetch-ohlc", 305976305, 1760384348)]
    [InlineData("job", "find-gaps", 759688653, 1760384348)]
    [InlineData("job", "calculate-market-regime", -154081709, 1760384348)]
    [InlineData("watchlist", "elite", 1709592676, -1884496386)]
    [InlineData("rate-budget", "kraken|vm", -1361003927, 733651133)]
    public void State_OfAGrain_IsWhereOrleansPutsIt(string name, string key, int hash, int hashOfName)
    {
        GrainRow.Of(key).ShouldBe(new GrainRow(hash, 0, 0, key));
        GrainRow.HashOfName(name).ShouldBe(hashOfName);
    }

    /// <inheritdoc cref="State_OfAGrain_IsWhereOrleansPutsIt"/>
    [Theory]
    [InlineData("job/fetch-ohlc", -272635762)]
    [InlineData("job/scan-market", -1302677638)]
    [InlineData("job/refresh-overlay", 1166970736)]
    public void Reminder_OfAGrain_IsWhereOrleansPutsIt(string grain, int place) => GrainRow.PlaceOf(grain).ShouldBe(place);

    [Fact]
    public void Key_OfText_IsItsExtension()
    {
        var row = GrainRow.Of("fetch-ohlc");
        (row.N0, row.N1, row.Extension).ShouldBe((0, 0, "fetch-ohlc"));
    }

    [Theory]
    [InlineData("ADA", 0xADA, null)]
    [InlineData("0", 0, null)]
    [InlineData("1F+x", 0x1F, "x")]
    public void Key_ThatReadsAsANumber_IsOne(string key, long number, string? extension)
    {
        var row = GrainRow.Of(key);
        (row.N0, row.N1, row.Extension).ShouldBe((0, number, extension));
    }

    [Fact]
    public void Key_ThatReadsAsAGuid_IsOne()
    {
        var guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        var row = GrainRow.Of(guid.ToString("N") + "+more");
        byte[] halves = [.. BitConverter.GetBytes(row.N0), .. BitConverter.GetBytes(row.N1)];
        (new Guid(halves), row.Extension).ShouldBe((guid, "more"));
    }
}
