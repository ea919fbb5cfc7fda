using EmbeddedEngine.Files;
using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Embedded.Tests.Engine.Files;

public sealed class FileNameTests
{
    [Fact]
    public void Names_OfAnyTexts_AreSafeShortAndDifferWhereTheTextsDo()
        => Prop.ForAll<string, string>((a, b) =>
        {
            var (first, second) = (FileNames.Of(a ?? ""), FileNames.Of(b ?? ""));
            return first.Length is > 0 and <= 120
                && first.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '%')
                && (first == second) == (Valid(a) == Valid(b));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_OfLongTexts_DifferByTheirEnds()
    {
        var stem = new string('k', 500);
        var first = FileNames.Of(stem + "1");
        first.ShouldNotBe(FileNames.Of(stem + "2"));
        first.Length.ShouldBeLessThanOrEqualTo(120);
    }

    [Theory]
    [InlineData("..", "%2e%2e")]
    [InlineData("binance:BTC", "binance%3a%42%54%43")]
    public void Names_OfOddTexts_AreSpelledOut(string text, string expected) => FileNames.Of(text).ShouldBe(expected);

    // Half a surrogate pair has no UTF-8 of its own.
    private static string Valid(string? text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text ?? ""));
}
