using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Dashboard.Jobs;

namespace OrleansTrading.Dashboard.Tests.Jobs;

public sealed class ParameterFieldTests
{
    [Theory]
    [InlineData("integer", "0", "12", "12")]
    [InlineData("integer", "0", "-3", "-3")]
    [InlineData("number", "1.5", " 0.25 ", "0.25")]
    [InlineData("boolean", "false", "true", "true")]
    [InlineData("string", "\"\"", "a \"b\"", "\"a \\u0022b\\u0022\"")]
    [InlineData("duration", "\"10s\"", "5m", "\"5m\"")]
    [InlineData("list of integer", "[]", "1, 2,3", "[1,2,3]")]
    [InlineData("list of string", "[\"a\"]", "b", "[\"b\"]")]
    [InlineData("list of string", "[\"a\"]", "", "[]")]
    public void Read_OfATextOfTheType_IsItsJson(string type, string initial, string text, string json)
    {
        var field = new ParameterField(new JobParameter("p", type, "", initial, null)) { Text = text };
        field.IsChanged.ShouldBeTrue();
        field.Read()!.ToJsonString().ShouldBe(json);
        field.Defect.ShouldBeNull();
    }

    [Theory]
    [InlineData("integer", "1.5")]
    [InlineData("integer", "")]
    [InlineData("number", "1,5")]
    [InlineData("duration", "soon")]
    [InlineData("boolean", "maybe")]
    [InlineData("list of integer", "1, two")]
    public void Read_OfAnotherText_SaysWhatIsExpected(string type, string text)
    {
        var field = new ParameterField(new JobParameter("p", type, "", type.StartsWith("list", StringComparison.Ordinal) ? "[]" : "null", null)) { Text = text };
        field.Read().ShouldBeNull();
        field.Defect!.ShouldStartWith("Expected");
    }

    [Fact]
    public void Field_LeftAsItWas_IsNotChanged()
    {
        var field = new ParameterField(new JobParameter("p", "list of string", "", """["1h","4h"]""", null));
        field.Text.ShouldBe("1h, 4h");
        field.IsChanged.ShouldBeFalse();
    }

    [Fact]
    public void Choices_OfOneOfSeveral_AreListed()
    {
        new ParameterField(new JobParameter("p", "string", "", "\"a\"", "one of a, b, c")).Choices.ShouldBe(["a", "b", "c"]);
        new ParameterField(new JobParameter("p", "list of string", "", "[]", "one of a, b, c")).Choices.ShouldBeEmpty();
        new ParameterField(new JobParameter("p", "integer", "", "0", "0 to 7")).Choices.ShouldBeEmpty();
    }
}
