-- Which articles changed, the last change of each: what was derived from them is brought up to date by reading on from
-- a number. One row an article, moved to the end by a new number whenever it, its annotations, vector or story change.
CREATE TABLE changes (
    id ${id},
    article BIGINT NOT NULL UNIQUE
);
CREATE TRIGGER changes_article AFTER INSERT ON articles BEGIN
    DELETE FROM changes WHERE article = NEW.id;
    INSERT INTO changes (article) VALUES (NEW.id);
END;
CREATE TRIGGER changes_article_new AFTER UPDATE ON articles BEGIN
    DELETE FROM changes WHERE article = NEW.id;
    INSERT INTO changes (article) VALUES (NEW.id);
END;
CREATE TRIGGER changes_article_gone AFTER DELETE ON articles BEGIN
    DELETE FROM changes WHERE article = OLD.id;
    INSERT INTO changes (article) VALUES (OLD.id);
END;
CREATE TRIGGER changes_topics AFTER INSERT ON annotations WHEN NEW.analysis IN ('topics', 'entities', 'keywords', 'language') BEGIN
    DELETE FROM changes WHERE article = NEW.article;
    INSERT INTO changes (article) VALUES (NEW.article);
END;
CREATE TRIGGER changes_vector AFTER INSERT ON vectors BEGIN
    DELETE FROM changes WHERE article = NEW.article;
    INSERT INTO changes (article) VALUES (NEW.article);
END;
CREATE TRIGGER changes_story AFTER INSERT ON story_articles BEGIN
    DELETE FROM changes WHERE article = NEW.article;
    INSERT INTO changes (article) VALUES (NEW.article);
END;
CREATE TRIGGER changes_story_gone AFTER DELETE ON story_articles BEGIN
    DELETE FROM changes WHERE article = OLD.article;
    INSERT INTO changes (article) VALUES (OLD.article);
END;
CREATE TRIGGER changes_item AFTER INSERT ON items BEGIN
    DELETE FROM changes WHERE article = NEW.article;
    INSERT INTO changes (article) VALUES (NEW.article);
END;
CREATE TRIGGER changes_item_new AFTER UPDATE ON items BEGIN
    DELETE FROM changes WHERE article = NEW.article;
    INSERT INTO changes (article) VALUES (NEW.article);
END;
