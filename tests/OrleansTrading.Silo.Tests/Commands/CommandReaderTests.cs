using OrleansTrading.Silo.Commands;

namespace OrleansTrading.Silo.Tests.Commands;

public sealed class CommandReaderTests
{
    [Theory]
    [InlineData("jobs list", typeof(JobsListCommand))]
    [InlineData("jobs run fetch-ohlc --wait --param a=1 --param=b=x=y", typeof(JobsRunCommand))]
    [InlineData("jobs status 01J --url http://127.0.0.1:9", typeof(JobsStatusCommand))]
    [InlineData("jobs cancel 01J", typeof(JobsCancelCommand))]
    [InlineData("scan --max 3", typeof(ScanCommand))]
    [InlineData("scan --compare --intervals 5m,1h --min-score 20 --watchlist elite", typeof(ScanCompareCommand))]
    [InlineData("health", typeof(HealthCommand))]
    [InlineData("health --live --url http://127.0.0.1:9", typeof(HealthCommand))]
    public void Words_ThatAreACommand_AreIt(string words, Type command)
    {
        var request = Read(words);
        request.Errors.ShouldBeEmpty();
        request.Command.ShouldBeOfType(command);
    }

    [Theory]
    [InlineData("start", "'start' is not a command; the commands are jobs list, jobs run NAME")]
    [InlineData("jobs", "'jobs' is not a command")]
    [InlineData("jobs drop fetch-ohlc", "'jobs drop' is not a command")]
    [InlineData("jobs list all", "'all' is one word too many: jobs list takes no further word.")]
    [InlineData("jobs run", "jobs run takes the name of one job")]
    [InlineData("jobs run a b", "'b' is one word too many")]
    [InlineData("jobs run a --wait=yes", "--wait takes no value.")]
    [InlineData("jobs run a --param", "--param needs a value.")]
    [InlineData("jobs run a --param k", "--param is 'k'; expected KEY=VALUE.")]
    [InlineData("jobs run a --param =v", "--param is '=v'; expected KEY=VALUE.")]
    [InlineData("jobs run a --param k=1 --param k=2", "--param k is given twice.")]
    [InlineData("jobs run a --wiat", "'--wiat' is not an option of this command; it has --wait, --url, --token-file, --param.")]
    [InlineData("jobs status", "jobs status takes the id of one run.")]
    [InlineData("jobs list --url here", "--url is 'here'; expected an address such as http://127.0.0.1:8080.")]
    [InlineData("jobs list --url ftp://x", "--url is 'ftp://x'")]
    [InlineData("jobs list --url http://a --url http://b", "--url is given twice.")]
    [InlineData("health live", "'live' is one word too many")]
    [InlineData("scan now", "'now' is one word too many")]
    public void Words_ThatAreNotUnderstood_AreNamed(string words, string expected)
    {
        var request = Read(words);
        request.Command.ShouldBeNull();
        request.Errors.ShouldContain(error => error.StartsWith(expected, StringComparison.Ordinal), string.Join('\n', request.Errors));
    }

    [Theory]
    [InlineData("jobs list", null, "http://127.0.0.1:8080/")]
    [InlineData("jobs list", "http://set:81", "http://set:81/")]
    [InlineData("jobs list --url http://given:82", "http://set:81", "http://given:82/")]
    public void Address_IsTheOptionThenTheVariableThenTheDefault(string words, string? variable, string expected) =>
        Read(words, variable).Address!.ToString().ShouldBe(expected);

    [Fact]
    public void Variable_ThatIsNoAddress_IsNamed() =>
        Read("jobs list", "elsewhere").Errors.Single().ShouldStartWith("ORLEANS_TRADING_URL is 'elsewhere'");

    [Theory]
    [InlineData("jobs --help")]
    [InlineData("jobs run -h")]
    public void Help_WhenAskedFor_IsWanted(string words) => Read(words).WantsHelp.ShouldBeTrue();

    [Theory]
    [InlineData("", false)]
    [InlineData("--data x", false)]
    [InlineData("jobs list", true)]
    [InlineData("anything", true)]
    public void FirstWord_WithoutDashes_IsACommand(string words, bool expected) =>
        CommandReader.IsCommand(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(expected);

    private static CommandRequest Read(string words, string? variable = null) =>
        CommandReader.Read(words.Split(' '), name => name == CommandReader.AddressVariable ? variable : null);
}
