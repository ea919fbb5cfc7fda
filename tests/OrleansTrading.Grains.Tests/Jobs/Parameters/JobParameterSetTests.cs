using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Jobs.Parameters;

namespace OrleansTrading.Grains.Tests.Jobs.Parameters;

public sealed class JobParameterSetTests
{
    private static readonly JobParameterSet Set = JobParameterSet.Of<Everything>();

    [Fact]
    public void Descriptions_OfAClass_TellTypesDefaultsAndBounds() => Set.Descriptions.ShouldBe(
    [
        new JobParameter("limit", "integer", "How many.", "10", "1 to 100"),
        new JobParameter("venue", "string", "", "\"binance\"", "one of binance, kraken"),
        new JobParameter("pause", "duration", "", "\"90s\"", null),
        new JobParameter("ratio", "number", "", "0.5", null),
        new JobParameter("isDry", "boolean", "", "false", null),
        new JobParameter("symbols", "list of string", "", "[]", null),
        new JobParameter("overlap", "string", "", "\"Skip\"", "one of Skip, QueueOne, CancelPrevious"),
    ]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    public void Bind_Nothing_GivesTheDefaults(string? json)
    {
        Set.Bind(json, out var bound).ShouldBeNull();
        ((Everything)bound!).Limit.ShouldBe(10);
    }

    [Fact]
    public void Bind_Everything_SetsIt()
    {
        Set.Bind("""{"limit":7,"Venue":"kraken","pause":"5m","ratio":1.25,"isDry":true,"symbols":["A","B"],"overlap":"QueueOne"}""", out var bound).ShouldBeNull();

        var parameters = (Everything)bound!;
        (parameters.Limit, parameters.Venue, parameters.Pause, parameters.Ratio, parameters.IsDry, parameters.Overlap)
            .ShouldBe((7, "kraken", TimeSpan.FromMinutes(5), 1.25, true, JobOverlap.QueueOne));
        parameters.Symbols.ShouldBe(["A", "B"]);
    }

    [Theory]
    [InlineData("""{"limits":7}""", "limits", "There is no parameter 'limits'; expected limit, venue, pause, ratio, isDry, symbols, overlap.")]
    [InlineData("""{"limit":0}""", "limit", "It is 0; expected an integer, 1 to 100.")]
    [InlineData("""{"limit":"7"}""", "limit", "It is \"7\"; expected an integer, 1 to 100.")]
    [InlineData("""{"limit":7.5}""", "limit", "It is 7.5; expected an integer, 1 to 100.")]
    [InlineData("""{"limit":null}""", "limit", "It is null; expected an integer, 1 to 100.")]
    [InlineData("""{"limit":1,"LIMIT":2}""", "limit", "It is given twice; expected once.")]
    [InlineData("""{"venue":"nasdaq"}""", "venue", "It is \"nasdaq\"; expected a string, one of binance, kraken.")]
    [InlineData("""{"pause":90}""", "pause", "It is 90; expected a duration such as 500ms, 10s, 5m, 2h, 1d or 00:00:10.")]
    [InlineData("""{"symbols":"A"}""", "symbols", "It is \"A\"; expected a list of string.")]
    [InlineData("""{"overlap":"Never"}""", "overlap", "It is \"Never\"; expected a string, one of Skip, QueueOne, CancelPrevious.")]
    [InlineData("""{"overlap":1}""", "overlap", "It is 1; expected a string, one of Skip, QueueOne, CancelPrevious.")]
    [InlineData("[]", "parameters", "A JSON array came; expected an object with limit, venue, pause, ratio, isDry, symbols, overlap.")]
    public void Bind_Bad_NamesTheParameterAndWhatIsAllowed(string json, string field, string message) =>
        Set.Bind(json, out _).ShouldBe(new JobRefusal(field, message));

    [Fact]
    public void Bind_NotJson_IsRefused() => Set.Bind("{limit", out _)!.Field.ShouldBe("parameters");

    [Fact]
    public void Bind_AJobWithoutParameters_TakesNone() =>
        JobParameterSet.Of<NoParameters>().Bind("""{"limit":1}""", out _)
            .ShouldBe(new JobRefusal("limit", "There is no parameter 'limit'; expected nothing in it: the job takes no parameters."));

    [Fact]
    public void Of_ATypeThatParametersCannotHave_Fails() => Should.Throw<NotSupportedException>(JobParameterSet.Of<Odd>);

    private sealed class Everything
    {
        [Description("How many."), Range(1, 100)]
        public int Limit { get; set; } = 10;

        [AllowedValues("binance", "kraken")]
        public string Venue { get; set; } = "binance";

        public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(90);

        public double Ratio { get; set; } = 0.5;

        public bool IsDry { get; set; }

        public string[] Symbols { get; set; } = [];

        public JobOverlap Overlap { get; set; }

        public int Computed => Limit * 2;
    }

    private sealed class Odd
    {
        public Uri? Address { get; set; }
    }
}
