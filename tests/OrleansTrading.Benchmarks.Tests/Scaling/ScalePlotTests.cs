using System.Xml.Linq;
using OrleansTrading.Benchmarks.Running;
using OrleansTrading.Benchmarks.Scaling;

namespace OrleansTrading.Benchmarks.Tests.Scaling;

public sealed class ScalePlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Plot_OfARun_DrawsEveryCostWithItsPointsWithinThePicture()
    {
        var figures = from size in new[] { 10, 100, 2_000 } from axis in ScaleAxis.All select new Figure("scale", ScaleAxis.NameOf(size), axis.Name, size * 0.37, axis.Unit);
        var picture = XDocument.Parse(ScalePlot.Of(figures)).Root!;
        picture.Elements(Svg + "g").Count().ShouldBe(ScaleAxis.All.Count);
        foreach (var panel in picture.Elements(Svg + "g"))
        {
            var points = panel.Elements(Svg + "circle").Select(circle => (X: (double)circle.Attribute("cx")!, Y: (double)circle.Attribute("cy")!)).ToList();
            points.Count.ShouldBe(3);
            points.ShouldAllBe(point => point.X >= 60 && point.X <= 362 && point.Y >= 34 && point.Y <= 190);
            points.Select(point => point.X).ShouldBeInOrder();
            points.Select(point => point.Y).ShouldBeInOrder(SortDirection.Descending, "more is higher up");
        }

        picture.Descendants(Svg + "text").Select(text => text.Value).ShouldContain("scan, p50, ms");
    }

    [Fact]
    public void Plot_WithoutFigures_SaysSo() => ScalePlot.Of([]).ShouldContain("not measured");

    [Fact]
    public void Points_ThatAreNoNumbers_AreLeftOut() =>
        ScaleAxis.All[0].PointsOf([
            new Figure("scale", "100 symbols", ScaleAxis.All[0].Name, 5, "MiB"), new Figure("scale", "10 symbols", ScaleAxis.All[0].Name, double.PositiveInfinity, "MiB"),
            new Figure("scale", "each symbol", ScaleAxis.All[0].Name, 7, "MiB"), new Figure("scale", "20 symbols", ScaleAxis.All[0].Name, 3, "MiB")]).ShouldBe([(20, 3), (100, 5)]);
}
