using EmbeddedEngine.Proxies;

namespace Orleans.Embedded.Tests.Engine.Proxies;

public sealed class InterfaceRulesTests
{
    [Theory]
    [InlineData(typeof(IReturnsNothing), "Shout returns System.Void")]
    [InlineData(typeof(IReturnsAValue), "Count returns System.Int32")]
    [InlineData(typeof(IHasAProperty), "get_Name is a property or an event")]
    [InlineData(typeof(ITakesAReference), "Fill has a parameter that is passed by reference")]
    public void Interface_ThatCannotBeCalledFromAfar_IsRefusedWithTheReason(Type type, string reason)
        => Should.Throw<InvalidOperationException>(() => InterfaceRules.MethodsOf(type)).Message.ShouldContain(reason);

    [Fact]
    public void Interface_OfAsyncMethods_IsTakenWithItsParents()
        => InterfaceRules.MethodsOf(typeof(Calls.IEchoGrain)).Select(m => m.Name).ShouldContain("Inherited");

    private interface IReturnsNothing : IGrainWithStringKey
    {
        void Shout();
    }

    private interface IReturnsAValue : IGrainWithStringKey
    {
        int Count();
    }

    private interface IHasAProperty : IGrainWithStringKey
    {
        Task<string> Name { get; }
    }

    private interface ITakesAReference : IGrainWithStringKey
    {
        Task Fill(ref int value);
    }
}
