using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Tests.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public void Words_ThatAreKnown_BecomeSettings()
    {
        var line = CommandLine.Parse(["--urls", "http://127.0.0.1:0", "--data=/tmp/x y", "--Market:Capacity", "500", "--venues:binance:environment=Testnet"]);
        line.Errors.ShouldBeEmpty();
        line.Settings.ShouldBe(["--urls=http://127.0.0.1:0", "--Data:Directory=/tmp/x y", "--Market:Capacity=500", "--venues:binance:environment=Testnet"]);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Words_WithHelp_AskForTheUsage(string word) => CommandLine.Parse(["--data", "x", word]).WantsHelp.ShouldBeTrue();

    [Theory]
    [InlineData("start", "'start' is not an option")]
    [InlineData("-v", "'-v' is not an option")]
    [InlineData("--", "'--' is not an option")]
    [InlineData("--dta x", "--dta is not an option")]
    [InlineData("--data", "--data needs a value")]
    [InlineData("--data --urls http://127.0.0.1:0", "--data needs a value")]
    [InlineData("--data=", "--data needs a value")]
    [InlineData("--data a --Data:Directory b", "--Data:Directory is given twice")]
    [InlineData("--Market:Capacty 5", "Market has no 'Capacty'; it has Capacity")]
    [InlineData("--Market:Capacity:0 5", "Market:Capacity is a single value")]
    [InlineData("--Venues:Nowhere:Environment Live", "there is no section 'Venues'")]
    public void Words_ThatAreNotUnderstood_AreNamed(string words, string expected) =>
        CommandLine.Parse(words.Split(' ')).Errors.ShouldContain(error => error.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Errors_OfSeveralWords_AreAllListed() => CommandLine.Parse(["one", "--two", "3", "--data"]).Errors.Count.ShouldBe(3);
}
